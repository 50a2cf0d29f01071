/** Finds the layer that fails, from this machine to the hub, and says what to do about it. */
@NullMarked
package org.navicast.app.doctor;

import org.jspecify.annotations.NullMarked;
