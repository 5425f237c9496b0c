@{
    Severity     = @('ParseError', 'Error', 'Warning')

    ExcludeRules = @(
        # The commands that people run are the module's. Functions in scripts only help, so nobody could ask them with -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
    )

    Rules        = @{
        PSUseCompatibleSyntax   = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }

        # A parameter may be used in the block that is given to one of these.
        PSReviewUnusedParameter = @{
            CommandsToTraverse = @('Use-Environment')
        }
    }
}
