/** The command line, the configuration and the wiring of the gateway. */
@NullMarked
package org.navicast.app;

import org.jspecify.annotations.NullMarked;
