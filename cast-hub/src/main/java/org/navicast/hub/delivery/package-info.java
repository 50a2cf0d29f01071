/** Who gets an event, and its bytes on their way to them. */
@NullMarked
package org.navicast.hub.delivery;

import org.jspecify.annotations.NullMarked;
