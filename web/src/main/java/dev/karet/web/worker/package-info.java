/** How the public service and the command line reach a worker. */
@NullMarked
package dev.karet.web.worker;

import org.jspecify.annotations.NullMarked;
