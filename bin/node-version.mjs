// Imported before anything else: it must run, and speak, on any Node.js that knows modules.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Tributary needs Node.js 20.19 or newer, and this is ${process.version}: install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
