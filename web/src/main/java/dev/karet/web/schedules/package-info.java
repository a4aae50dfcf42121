/** When pipelines run by themselves: cron schedules with time zones, and the switch for runs that uploads start. */
@NullMarked
package dev.karet.web.schedules;

import org.jspecify.annotations.NullMarked;
