// Oxlint plugin: what this house asks of its own code beyond the rules everybody has.
import { clientImportsShapes } from './rules/client-imports-shapes.mjs';
import { transactionsStayInside } from './rules/transactions-stay-inside.mjs';
import { writesAuthoriseAndAudit } from './rules/writes-authorise-and-audit.mjs';

export default {
  meta: { name: 'house' },
  rules: {
    'client-imports-shapes': clientImportsShapes,
    'transactions-stay-inside': transactionsStayInside,
    'writes-authorise-and-audit': writesAuthoriseAndAudit,
  },
};
