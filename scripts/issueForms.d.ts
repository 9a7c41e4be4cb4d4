/** An issue form (YAML) that offers these vendors, by their display names. */
export declare function registerInForm(text: string, names: readonly string[]): string;
