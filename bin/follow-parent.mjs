import { whenNpmIsGone } from './npm-parent.mjs';

// A process that `npm start` began ends with it, also when that was killed and could not say so; one that npm began, with npm.
const end = () => process.kill(process.pid, 'SIGTERM');
if (process.channel) {
  process.on('disconnect', end);
  process.channel.unref();
} else whenNpmIsGone(end);
