// node bin/follow-and-run.mjs <script> …: runs a script that ends with its parent. Not by --import: a script's own workers would
// inherit that, and lose their channel.
import Module from 'node:module';
import { resolve } from 'node:path';
import './follow-parent.mjs';

const [node, , script, ...args] = process.argv;
process.argv = [node, resolve(script), ...args];
Module.runMain();
