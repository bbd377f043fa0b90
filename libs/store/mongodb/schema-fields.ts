/** What the fields of our documents are made of. */
export const text = { type: String, required: true } as const;
export const textOrNull = { type: String, default: null } as const;
export const moment = { type: Date, required: true } as const;
export const momentOrNull = { type: Date, default: null } as const;

/** Documents hold what they are given. Indexes are made when a store opens, not by Mongoose. */
export const asTheyCome = { strict: true, minimize: false, versionKey: false, autoIndex: false } as const;
