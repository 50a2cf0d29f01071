/** Finding the motions between frames that do not change: where a tip is, where the patient is. */
@NullMarked
package org.navicast.app.calibration;

import org.jspecify.annotations.NullMarked;
