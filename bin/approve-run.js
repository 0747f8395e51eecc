#!/usr/bin/env node
const { main } = require('../dist/cli/cli.cjs');
main(process.argv.slice(2)).then(process.exit);
