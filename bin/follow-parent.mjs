// A process that `npm start` began ends with it, also when that was killed and could not say so.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
