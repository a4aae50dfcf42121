/** Files that people drop: kept for a day, looked at, and made into pipelines or put into ones that are there. */
@NullMarked
package dev.karet.web.drops;

import org.jspecify.annotations.NullMarked;
