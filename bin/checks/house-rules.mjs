// Oxlint plugin: what this house asks of its own code beyond the rules everybody has.
import { catchesTell } from './rules/catches-tell.mjs';
import { clientImportsShapes } from './rules/client-imports-shapes.mjs';
import { transactionsStayInside } from './rules/transactions-stay-inside.mjs';
import { writesAuthoriseAndAudit } from './rules/writes-authorise-and-audit.mjs';

export default {
  meta: { name: 'house' },
  rules: {
    'catches-tell': catchesTell,
    'client-imports-shapes': clientImportsShapes,
    'transactions-stay-inside': transactionsStayInside,
    'writes-authorise-and-audit': writesAuthoriseAndAudit,
  },
};
