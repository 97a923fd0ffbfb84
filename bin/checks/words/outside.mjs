import ts from 'typescript';
import { walk } from './sources.mjs';

/** The name of a word in the catalogue, which tables of words carry. */
const KEY = /^[a-z_.]+$/;
/** Letters of a word; a code such as A1B2 has none. */
const LETTERS = /[\p{Ll}\p{Lo}]{2}/u;
const SPEAKING =
  /^(label|title|placeholder|alt|children|extra|description|message|tooltip|help|okText|cancelText|emptyText|aria-(label|description|roledescription|valuetext|placeholder))$/;
/** A sentence or a phrase: "Nothing here", not an identifier, a path or a list of classes. */
const PHRASE = /^\p{Lu}[\p{L}’']*( [\p{L}\d’']+)+[.?!…]?$/u;
const BY_HAND = new Set(['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toFixed']);
const CHOOSING = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.PlusToken,
]);
/** Said on the same line or the one before, with a reason. */
const EXCEPTION = /\/[/*] ?not from the catalogue: \S/;

/** The text an expression can become on the page: its literals, wherever a condition chooses between them. */
function* textsOf(node) {
  if (ts.isStringLiteralLike(node)) yield node;
  else if (ts.isTemplateExpression(node)) {
    if (LETTERS.test(node.head.text) || node.templateSpans.some(({ literal }) => LETTERS.test(literal.text)))
      yield node;
  } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) yield* textsOf(node.expression);
  else if (ts.isConditionalExpression(node)) {
    yield* textsOf(node.whenTrue);
    yield* textsOf(node.whenFalse);
  } else if (ts.isBinaryExpression(node) && CHOOSING.has(node.operatorToken.kind)) {
    yield* textsOf(node.left);
    yield* textsOf(node.right);
  }
}

const isThrown = (node) => {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isNewExpression(at) || ts.isThrowStatement(at)) return true;
    if (ts.isStatement(at)) return false;
  }
  return false;
};

/** The places of a node at which text would be read that stands in the code. */
function* spokenAt(node) {
  if (ts.isJsxText(node)) yield node;
  else if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
    yield* textsOf(node.expression);
  else if (ts.isJsxAttribute(node) && SPEAKING.test(node.name.getText()) && node.initializer)
    yield* textsOf(ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer);
  else if (ts.isPropertyAssignment(node) && SPEAKING.test(node.name.getText().replaceAll(/['"]/g, '')))
    for (const text of textsOf(node.initializer)) {
      if (!KEY.test(text.text)) yield text;
    }
  else if (ts.isStringLiteralLike(node) && PHRASE.test(node.text) && !isThrown(node)) yield node;
}

const formatsByHand = (node) =>
  (ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    BY_HAND.has(node.expression.name.text)) ||
  (ts.isNewExpression(node) && node.expression.getText().startsWith('Intl.'));

/** Text that stands in pages and components themselves, and numbers, dates and money that they format without the reader's language. */
export function wordsOutside({ files, at }) {
  const found = new Set();
  for (const [path, source] of files) {
    if (path.startsWith('lib/')) continue;
    const lines = source.text.split('\n');
    const excepted = (node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      return EXCEPTION.test(lines[line]) || EXCEPTION.test(lines[line - 1] ?? '');
    };
    const say = (node, what) => !excepted(node) && found.add(`${at(node)}: ${what}`);
    walk(source, (node) => {
      for (const text of spokenAt(node))
        if (LETTERS.test(text.getText())) say(text, `${text.getText().trim()} belongs in messages/*.json`);
      if (formatsByHand(node))
        say(node, `${node.getText()} does not ask for the reader’s language: useFormatter does`);
    });
  }
  return [...found];
}
