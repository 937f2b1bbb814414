package dev.catalog.category;

import dev.catalog.relay.PageRequest;

/** One page of one list of categories. */
record CategoryPageKey(CategoryCriteria criteria, PageRequest<Category> page) {}
