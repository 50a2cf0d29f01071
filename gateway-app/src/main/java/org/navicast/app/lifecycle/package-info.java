/** Ends what was begun: in order, in time, and also when the process is told to go. */
@NullMarked
package org.navicast.app.lifecycle;

import org.jspecify.annotations.NullMarked;
