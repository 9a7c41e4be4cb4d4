/**
 * Who publishes the packages: `publisher.json`, the only place that names the author and the owner of the
 * repositories. `npm run register` writes them into package.json.
 */

/** The values until someone publishes the packages. */
const PLACEHOLDERS = {
	authorName: 'n8n-nodes-transcription contributors',
	authorEmail: 'maintainers@n8n-nodes-transcription.dev',
	githubOwner: 'n8n-nodes-transcription',
};

/** The members of publisher.json that are still placeholders, e.g. `author.email`. */
function placeholdersIn({ author, githubOwner }) {
	return [
		...(author.name === PLACEHOLDERS.authorName ? ['author.name'] : []),
		...(author.email === PLACEHOLDERS.authorEmail ? ['author.email'] : []),
		...(githubOwner === PLACEHOLDERS.githubOwner ? ['githubOwner'] : []),
	];
}

/** The members of a package.json that name the publisher and the package's repository. */
function publishedBy({ author, githubOwner }, repository) {
	const url = `https://github.com/${githubOwner}/${repository}`;
	return {
		author: { name: author.name, email: author.email },
		homepage: `${url}#readme`,
		repository: { type: 'git', url: `git+${url}.git` },
		bugs: { url: `${url}/issues` },
	};
}

module.exports = { placeholdersIn, publishedBy };
