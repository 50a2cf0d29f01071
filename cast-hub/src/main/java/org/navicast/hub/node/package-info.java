/** This node among the others of its hub. */
@NullMarked
package org.navicast.hub.node;

import org.jspecify.annotations.NullMarked;
