import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { VendorTable } from '../../test/faults/model';
import { faultsPage } from '../../test/faults/table';
import { findVendors } from '../vendors';
import { ROOT } from './pages';

async function tableOf(name: string): Promise<VendorTable> {
	const module: unknown = await import(`../../test/faults/vendors/${name}`);
	if (!holdsTable(module)) throw new Error(`test/faults/vendors/${name}.ts exports no table`);
	return module.table;
}

function holdsTable(module: unknown): module is { table: VendorTable } {
	return typeof module === 'object' && module !== null && 'table' in module;
}

async function main(): Promise<void> {
	const tables = await Promise.all(findVendors().map(async ({ name }) => await tableOf(name)));
	writeFileSync(join(ROOT, 'docs', 'faults.md'), faultsPage(tables));
}

void main();
