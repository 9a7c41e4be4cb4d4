import type { App, World } from './app';

const HOST = 'podcast.example.com';

const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0">
  <channel>
    <title>At the dentist's</title>
    <link>https://${HOST}/</link>
    <description>Calls to a practice.</description>
    <item>
      <title>Moving an appointment</title>
      <guid>episode-12</guid>
      <pubDate>Fri, 27 Nov 2026 06:00:00 GMT</pubDate>
      <description>A call.</description>
      <enclosure url="https://${HOST}/episode-12.mp3" type="audio/mpeg" length="1"/>
    </item>
    <item>
      <title>An older episode</title>
      <guid>episode-11</guid>
      <pubDate>Fri, 20 Nov 2026 06:00:00 GMT</pubDate>
      <description>Another call.</description>
      <enclosure url="https://${HOST}/episode-11.mp3" type="audio/mpeg" length="1"/>
    </item>
  </channel>
</rss>
`;

/** The website of a podcast, with its feed and episodes. */
export function podcast(world: World): App {
	return {
		hosts: [HOST],
		async answer({ url }) {
			if (url.pathname === '/feed.xml')
				return { headers: { 'content-type': 'application/rss+xml' }, body: FEED };
			if (!/^\/episode-\d+\.mp3$/.test(url.pathname)) return undefined;
			return { headers: { 'content-type': 'audio/mpeg' }, body: await world.recording('dialogue-en.mp3') };
		},
	};
}
