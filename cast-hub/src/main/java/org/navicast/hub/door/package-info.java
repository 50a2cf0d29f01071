/** Who may come in and what they may do: TLS, names and origins, tokens, rights. */
@NullMarked
package org.navicast.hub.door;

import org.jspecify.annotations.NullMarked;
