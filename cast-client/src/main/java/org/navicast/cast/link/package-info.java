/**
 * The connections to one hub: HTTP and WebSocket, how alive they are, and how they are given up.
 */
@NullMarked
package org.navicast.cast.link;

import org.jspecify.annotations.NullMarked;
