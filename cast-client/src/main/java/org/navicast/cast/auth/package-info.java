/** Who we are to a hub: tokens from an identity provider (OAuth 2.0), got, kept and renewed. */
@NullMarked
package org.navicast.cast.auth;

import org.jspecify.annotations.NullMarked;
