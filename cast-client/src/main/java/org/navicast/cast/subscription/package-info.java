/** A subscription at a hub: asked for, renewed, given back. */
@NullMarked
package org.navicast.cast.subscription;

import org.jspecify.annotations.NullMarked;
