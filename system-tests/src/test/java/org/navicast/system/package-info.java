/**
 * Whole processes against each other: real bytes in at one end, what a subscriber received at the
 * other.
 */
@NullMarked
package org.navicast.system;

import org.jspecify.annotations.NullMarked;
