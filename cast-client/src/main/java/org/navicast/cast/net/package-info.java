/** Choice of the network transport, in one place. */
@NullMarked
package org.navicast.cast.net;

import org.jspecify.annotations.NullMarked;
