/** What may still be sent to a hub, and in which order: pure, time passed in. */
@NullMarked
package org.navicast.cast.outbox;

import org.jspecify.annotations.NullMarked;
