/** Controllers with six degrees of freedom. */
@NullMarked
package org.navicast.driver.sixdof;

import org.jspecify.annotations.NullMarked;
