/** How a connection to a hub is secured and routed: TLS, its certificates and its proxy. */
@NullMarked
package org.navicast.cast.secure;

import org.jspecify.annotations.NullMarked;
