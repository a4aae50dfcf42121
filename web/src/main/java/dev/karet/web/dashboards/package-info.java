/** Dashboards as documents. */
@NullMarked
package dev.karet.web.dashboards;

import org.jspecify.annotations.NullMarked;
