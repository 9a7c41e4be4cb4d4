/**
 * What `npx gulp <task>` runs: the tasks of `scripts/build.js`, and `gulp packages`, which builds and then writes one
 * package per vendor and that of the Transcript node into `dist-packages/`.
 */
const { series } = require('gulp');

const tasks = require('./scripts/build.js');
const { writeVendorPackages } = require('./scripts/vendorPackages.js');

module.exports = { ...tasks, packages: series(tasks.build, writeVendorPackages) };
