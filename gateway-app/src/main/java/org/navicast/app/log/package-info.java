/** From an entry of the log to a line that somebody may read, or not. */
@NullMarked
package org.navicast.app.log;

import org.jspecify.annotations.NullMarked;
