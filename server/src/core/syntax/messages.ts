// What several syntaxes say in the same words.

/** A file that holds entries as elements of a list, as some tools export them. */
export const listOfEntries =
  'A list of entries is not an entry, and Consul takes one entry a file. Give each a file of its own, without `[` and `]`.'
