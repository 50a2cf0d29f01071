/**
 * The live page, from the hub's own jar, where the build puts what {@code viewers/page} is built
 * to.
 */
@NullMarked
package org.navicast.hub.page;

import org.jspecify.annotations.NullMarked;
