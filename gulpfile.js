/**
 * What `npx gulp <task>` runs: the tasks of `scripts/build.js`, where `gulp build` also minifies, and `gulp packages`,
 * which builds and then writes one package per vendor and that of the Transcript node into `dist-packages/`.
 */
const { series } = require('gulp');

const { buildWith, ...tasks } = require('./scripts/build.js');
const { minifyBundle } = require('./scripts/minify.js');
const { writeVendorPackages } = require('./scripts/vendorPackages.js');

const build = buildWith(minifyBundle);

module.exports = { ...tasks, build, default: build, packages: series(build, writeVendorPackages) };
