/** Dashboards: what is shown of one table, as it is stored in {@code dashboards/<name>.json}. */
@NullMarked
package dev.karet.model.dashboard;

import org.jspecify.annotations.NullMarked;
