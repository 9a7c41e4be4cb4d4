/** What `npx gulp <task>` runs. */
const { build, clean, transpile } = require('./scripts/build.js');

module.exports = { build, clean, default: build, transpile };
