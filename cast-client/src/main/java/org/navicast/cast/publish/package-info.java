/** Moves events from the outbox over the connections to a hub. */
@NullMarked
package org.navicast.cast.publish;

import org.jspecify.annotations.NullMarked;
