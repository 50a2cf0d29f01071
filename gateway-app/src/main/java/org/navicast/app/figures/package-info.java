/** Figures of a gateway for the house's own monitoring, without a listening port. */
@NullMarked
package org.navicast.app.figures;

import org.jspecify.annotations.NullMarked;
