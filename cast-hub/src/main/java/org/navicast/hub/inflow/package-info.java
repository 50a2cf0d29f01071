/**
 * What comes in, and in which turn it is read and handled, so that one client cannot shut others
 * out.
 */
@NullMarked
package org.navicast.hub.inflow;

import org.jspecify.annotations.NullMarked;
