/** The message of a thrown or rejected value of any type. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
