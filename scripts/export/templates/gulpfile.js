/** What `npx gulp <task>` runs. */
module.exports = require('./scripts/build.js');
