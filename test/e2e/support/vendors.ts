import { testedVendors, type TestedVendor } from '../../support/vendors';

/** A vendor, with a recording that every vendor understands and a word that is said in it. */
export interface VendorFacts extends Omit<TestedVendor, 'recording'> {
	recording: { file: string; word: string };
}

export const vendors: readonly VendorFacts[] = testedVendors.map((vendor) => ({
	...vendor,
	recording: { file: 'dialogue-en.mp3', word: 'appointment' },
}));
