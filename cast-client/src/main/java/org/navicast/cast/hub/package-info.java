/** The link to a Cast hub, its configuration, and what happens when it breaks. */
@NullMarked
package org.navicast.cast.hub;

import org.jspecify.annotations.NullMarked;
