import './node-version.mjs';

// Only now: what follows needs this Node.js.
const { testEverything } = await import('./test-everything.mjs');
await testEverything();
