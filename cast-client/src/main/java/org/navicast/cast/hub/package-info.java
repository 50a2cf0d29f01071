/** The link to a Cast hub: who may be sent what, when, and what happens when it breaks. */
@NullMarked
package org.navicast.cast.hub;

import org.jspecify.annotations.NullMarked;
