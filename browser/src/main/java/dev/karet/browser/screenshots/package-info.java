/** {@code karet screenshots}: a picture of every page, from demonstration data. */
@NullMarked
package dev.karet.browser.screenshots;

import org.jspecify.annotations.NullMarked;
