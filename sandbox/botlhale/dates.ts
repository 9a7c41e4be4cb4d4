/** The vendor's clock is two hours ahead of UTC all year. */
const AHEAD_MS = 2 * 3_600_000;

/** Day, month, year and time at the vendor, with two digits each (four for the year). */
export function vendorTime(at: number): { date: string; time: string; stamp: string } {
	const [year = '', month = '', day = ''] = new Date(at + AHEAD_MS).toISOString().slice(0, 10).split('-');
	const time = new Date(at + AHEAD_MS).toISOString().slice(11, 19);
	return {
		date: `${day}/${month}/${year}`,
		time,
		stamp: `${day}${month}${year}_${time.replaceAll(':', '')}`,
	};
}

/** `DD/MM/YYYY HH:MM:SS`. */
export function dateReceived(at: number): string {
	const { date, time } = vendorTime(at);
	return `${date} ${time}`;
}
