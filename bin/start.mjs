import './node-version.mjs';

// Only now: what follows needs this Node.js, and most of it what npm installs.
const { launch } = await import('./launch.mjs');
await launch({ dev: process.argv.includes('--dev') });
