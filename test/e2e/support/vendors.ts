import { allVendors as all, testedVendors, type TestedVendor } from '../../support/vendors';

/** A vendor, with a recording that every vendor understands and a word that is said in it. */
export interface VendorFacts extends Omit<TestedVendor, 'recording'> {
	recording: { file: string; word: string };
}

const factsOf = (vendor: TestedVendor): VendorFacts => ({
	...vendor,
	recording: { file: 'dialogue-en.mp3', word: 'appointment' },
});

/** All vendors, including those without jobs. */
export const allVendors: readonly VendorFacts[] = all.map(factsOf);

/** The vendors with jobs. */
export const vendors: readonly VendorFacts[] = testedVendors.map(factsOf);
